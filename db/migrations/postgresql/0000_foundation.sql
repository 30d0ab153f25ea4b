CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim" (
	"id" text PRIMARY KEY NOT NULL,
	"slot_id" text NOT NULL,
	"task_number" bigint NOT NULL,
	"project_id" text NOT NULL,
	"person_id" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"lease_ends_at" timestamp (3) with time zone,
	"lease_left" bigint,
	"renewals" bigint DEFAULT 0 NOT NULL,
	"plan" text,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor_kind" text NOT NULL,
	"person_id" text,
	"task_number" bigint,
	"project_id" text,
	"claim_id" text,
	"details" jsonb NOT NULL,
	"undo" jsonb,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "keep" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link" (
	"id" text PRIMARY KEY NOT NULL,
	"task_number" bigint NOT NULL,
	"claim_id" text,
	"kind" text NOT NULL,
	"url" text NOT NULL,
	"label" text NOT NULL,
	"created_by_id" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member" (
	"project_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_project_id_person_id_pk" PRIMARY KEY("project_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"display_login" text,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"is_admin" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "project" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"color" text NOT NULL,
	"repository_url" text,
	"guide_url" text,
	"languages" jsonb NOT NULL,
	"policy" jsonb NOT NULL,
	"revision" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "project_text" (
	"project_id" text NOT NULL,
	"locale" text NOT NULL,
	"name" text,
	"description" text,
	CONSTRAINT "project_text_project_id_locale_pk" PRIMARY KEY("project_id","locale")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" bigint NOT NULL,
	"last_request" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slot" (
	"id" text PRIMARY KEY NOT NULL,
	"task_number" bigint NOT NULL,
	"name" text,
	"position" bigint NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "tag" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name_zh" text,
	"name_en" text
);
--> statement-breakpoint
CREATE TABLE "tag_place" (
	"tag_id" text NOT NULL,
	"task_number" bigint NOT NULL,
	"status" text NOT NULL,
	"difficulty" text,
	"published_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tag_place_task_number_tag_id_pk" PRIMARY KEY("task_number","tag_id")
);
--> statement-breakpoint
CREATE TABLE "task" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"difficulty" text,
	"status" text DEFAULT 'open' NOT NULL,
	"has_mentor" boolean DEFAULT false NOT NULL,
	"close_reason" text,
	"duplicate_of" bigint,
	"closed_at" timestamp (3) with time zone,
	"revision" bigint DEFAULT 0 NOT NULL,
	"counted" jsonb,
	"created_by_id" text,
	"published_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_count" (
	"tag_id" text NOT NULL,
	"project_id" text NOT NULL,
	"difficulty" text NOT NULL,
	"status" text NOT NULL,
	"has_mentor" boolean NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "task_count_tag_id_project_id_difficulty_status_has_mentor_pk" PRIMARY KEY("tag_id","project_id","difficulty","status","has_mentor")
);
--> statement-breakpoint
CREATE TABLE "task_mentor" (
	"task_number" bigint NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "task_mentor_task_number_person_id_pk" PRIMARY KEY("task_number","person_id")
);
--> statement-breakpoint
CREATE TABLE "task_tag" (
	"task_number" bigint NOT NULL,
	"tag_id" text NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "task_tag_task_number_tag_id_pk" PRIMARY KEY("task_number","tag_id")
);
--> statement-breakpoint
CREATE TABLE "task_text" (
	"task_number" bigint NOT NULL,
	"locale" text NOT NULL,
	"title" text,
	"title_key" text,
	"why" text,
	"where" text,
	"done_when" text,
	CONSTRAINT "task_text_task_number_locale_pk" PRIMARY KEY("task_number","locale")
);
--> statement-breakpoint
CREATE TABLE "token" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version" (
	"id" bigint PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_slot_id_slot_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."slot"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_created_by_id_person_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_text" ADD CONSTRAINT "project_text_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tag_place" ADD CONSTRAINT "tag_place_tag_id_tag_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tag"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tag_place" ADD CONSTRAINT "tag_place_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_created_by_id_person_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_mentor" ADD CONSTRAINT "task_mentor_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_mentor" ADD CONSTRAINT "task_mentor_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_tag" ADD CONSTRAINT "task_tag_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_tag" ADD CONSTRAINT "task_tag_tag_id_tag_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tag"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_text" ADD CONSTRAINT "task_text_task_number_task_number_fk" FOREIGN KEY ("task_number") REFERENCES "public"."task"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_identity" ON "account" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "account_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "claim_open_slot" ON "claim" USING btree ("slot_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "claim_person" ON "claim" USING btree ("person_id","ended_at");--> statement-breakpoint
CREATE INDEX "claim_open_person" ON "claim" USING btree ("ended_at","person_id");--> statement-breakpoint
CREATE INDEX "claim_task" ON "claim" USING btree ("task_number","started_at");--> statement-breakpoint
CREATE INDEX "claim_lease" ON "claim" USING btree ("lease_ends_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "event_task" ON "event" USING btree ("task_number","id");--> statement-breakpoint
CREATE INDEX "event_project" ON "event" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "event_person" ON "event" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "link_task" ON "link" USING btree ("task_number","created_at");--> statement-breakpoint
CREATE INDEX "link_claim" ON "link" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "link_url" ON "link" USING btree ("url");--> statement-breakpoint
CREATE INDEX "member_person" ON "member" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_login" ON "person" USING btree ("login");--> statement-breakpoint
CREATE UNIQUE INDEX "person_email" ON "person" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "project_slug" ON "project" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "rate_limit_key" ON "rate_limit" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "session_token" ON "session" USING btree ("token");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "slot_task" ON "slot" USING btree ("task_number","position");--> statement-breakpoint
CREATE UNIQUE INDEX "tag_slug" ON "tag" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "tag_place_newest" ON "tag_place" USING btree ("tag_id","status","difficulty",published_at desc,"task_number");--> statement-breakpoint
CREATE INDEX "tag_place_oldest" ON "tag_place" USING btree ("tag_id","status","difficulty","published_at","task_number");--> statement-breakpoint
CREATE INDEX "tag_place_updated" ON "tag_place" USING btree ("tag_id","status","difficulty",updated_at desc,"task_number");--> statement-breakpoint
CREATE INDEX "task_column_newest" ON "task" USING btree ("status","difficulty",published_at desc,"number");--> statement-breakpoint
CREATE INDEX "task_column_oldest" ON "task" USING btree ("status","difficulty","published_at","number");--> statement-breakpoint
CREATE INDEX "task_column_updated" ON "task" USING btree ("status","difficulty",updated_at desc,"number");--> statement-breakpoint
CREATE INDEX "task_project_newest" ON "task" USING btree ("project_id","status","difficulty",published_at desc,"number");--> statement-breakpoint
CREATE INDEX "task_project_oldest" ON "task" USING btree ("project_id","status","difficulty","published_at","number");--> statement-breakpoint
CREATE INDEX "task_project_updated" ON "task" USING btree ("project_id","status","difficulty",updated_at desc,"number");--> statement-breakpoint
CREATE INDEX "task_mentor_newest" ON "task" USING btree ("has_mentor","status","difficulty",published_at desc,"number");--> statement-breakpoint
CREATE INDEX "task_mentor_oldest" ON "task" USING btree ("has_mentor","status","difficulty","published_at","number");--> statement-breakpoint
CREATE INDEX "task_mentor_updated" ON "task" USING btree ("has_mentor","status","difficulty",updated_at desc,"number");--> statement-breakpoint
CREATE INDEX "task_count_tags" ON "task_count" USING btree ("project_id","status","tag_id","difficulty","has_mentor","count");--> statement-breakpoint
CREATE INDEX "task_count_projects" ON "task_count" USING btree ("tag_id","status","project_id","difficulty","has_mentor","count");--> statement-breakpoint
CREATE INDEX "task_mentor_person" ON "task_mentor" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "task_tag_tag" ON "task_tag" USING btree ("tag_id","task_number");--> statement-breakpoint
CREATE INDEX "task_text_title_key" ON "task_text" USING btree ("title_key");--> statement-breakpoint
CREATE UNIQUE INDEX "token_hash" ON "token" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "token_person" ON "token" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");